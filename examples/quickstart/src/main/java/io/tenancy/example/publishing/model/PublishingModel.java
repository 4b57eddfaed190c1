package io.tenancy.example.publishing.model;

import java.util.List;

/** The entities, for whoever boots Hibernate. */
public final class PublishingModel {

    private PublishingModel() {}

    public static List<Class<?>> entities() {
        return List.of(
                Author.class,
                Comment.class,
                Country.class,
                Note.class,
                Podcast.class,
                Post.class,
                Recipe.class,
                Subscription.class,
                Tag.class);
    }
}
