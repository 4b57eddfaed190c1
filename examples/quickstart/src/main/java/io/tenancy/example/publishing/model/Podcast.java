package io.tenancy.example.publishing.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;

/** A post to listen to; the body holds the show notes. */
@Entity
@Table(name = "podcast")
@PrimaryKeyJoinColumn(name = "id")
public class Podcast extends Post {

    @Column(name = "audio_url")
    private String audioUrl;

    @Column(name = "minutes")
    private int minutes;

    protected Podcast() {}

    public Podcast(Author author, String slug, String title, String showNotes, String audioUrl, int minutes) {
        super(author, slug, title, showNotes);
        this.audioUrl = audioUrl;
        this.minutes = minutes;
    }

    public String getAudioUrl() {
        return audioUrl;
    }

    public int getMinutes() {
        return minutes;
    }
}
