// Asks once a second, and changes what is there instead of drawing it anew, so that bars can move.
const state = document.getElementById('state');
const rows = new Map();

function row(list, key, make) {
  let found = rows.get(key);
  if (!found) {
    found = make();
    rows.set(key, found);
    list.append(found.element);
  }
  return found;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function bar() {
  const name = element('span', 'name');
  const figure = element('span', 'figure');
  const busy = element('span', 'fill busy');
  const idle = element('span', 'fill idle');
  const meter = element('span', 'track', busy, idle);
  meter.setAttribute('aria-hidden', 'true');
  const note = element('small', 'note');
  return { element: element('li', '', name, figure, meter, note), name, figure, busy, idle, note };
}

function sweep(list, prefix, keys) {
  for (const [key, each] of rows) {
    if (key.startsWith(prefix) && !keys.has(key)) {
      each.element.remove();
      rows.delete(key);
    }
  }
  return list.childElementCount === 0;
}

function show(now) {
  const pools = document.getElementById('pools');
  const poolKeys = new Set();
  for (const pool of now.pools) {
    const key = 'pool ' + pool.name;
    poolKeys.add(key);
    const line = row(pools, key, bar);
    line.name.textContent = pool.name;
    line.figure.textContent = `${pool.active} of ${pool.maximum}`;
    line.busy.style.width = `${(100 * pool.active) / pool.maximum}%`;
    line.idle.style.width = `${(100 * pool.idle) / pool.maximum}%`;
    line.note.textContent = pool.waiting > 0 ? `${pool.waiting} wait` : `${pool.idle} idle`;
  }
  document.getElementById('no-pools').hidden = !sweep(pools, 'pool ', poolKeys);

  const shares = document.getElementById('shares');
  const shareKeys = new Set();
  for (const share of now.shares) {
    const key = 'share ' + share.server + ' ' + share.tenant;
    shareKeys.add(key);
    const line = row(shares, key, bar);
    line.name.textContent = share.tenant;
    line.figure.textContent = `${Math.round(100 * share.share)} %`;
    line.busy.style.width = `${100 * share.share}%`;
    const refused = share.refused > 0 ? `, ${share.refused} throttled` : '';
    line.note.textContent = `of ${share.server}; plan ${share.plan}, weight ${share.weight}; waited up to ${share.waitedMillis} ms${refused}`;
  }
  document.getElementById('no-shares').hidden = !sweep(shares, 'share ', shareKeys);
  document.getElementById('traffic').disabled = now.traffic;
  const text = now.traffic ? 'Readers of all publishers are at work.' : 'Quiet.';
  if (state.textContent !== text) {
    state.textContent = text;
  }
}

async function look() {
  try {
    const answer = await fetch('/console/live/data', { headers: { Accept: 'application/json' } });
    if (!answer.ok || answer.redirected) {
      location.reload();
      return;
    }
    show(await answer.json());
  } catch {
    state.textContent = 'The service does not answer. Trying again.';
  }
  setTimeout(look, document.hidden ? 5000 : 1000);
}

look();
