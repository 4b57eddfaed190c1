package io.tenancy.hibernate.blog;

import jakarta.persistence.Entity;

@Entity(name = "Video")
public class Video extends Media {

    public int seconds;

    protected Video() {}

    public Video(long id, String tenant, String title) {
        this.id = id;
        this.tenant = tenant;
        this.title = title;
    }
}
