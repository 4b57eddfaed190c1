// While a run goes on: the bar moves, and the page is read again when it is over.
const progress = document.getElementById('progress');
const states = document.getElementById('stands').rows;

async function look() {
  const answer = await fetch('/console/migrations/data', { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    location.reload();
    return;
  }
  const now = await answer.json();
  progress.value = now.done;
  document.getElementById('done').textContent = now.done;
  now.stands.forEach((stand, i) => {
    const chip = states[i]?.querySelector('.chip');
    if (chip) {
      chip.textContent = stand.state;
      chip.className = 'chip ' + stand.state;
    }
  });
  if (now.running) {
    setTimeout(look, 400);
  } else {
    location.reload();
  }
}

look();
