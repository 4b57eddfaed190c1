package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Test;

class MappingCheckTests {

    @Entity(name = "Folder")
    static class Folder {
        @Id
        long id;

        @Embedded
        Deletion deletion;

        @OneToMany
        @JoinColumn(name = "folder_id")
        List<Paper> papers;

        @OneToMany(mappedBy = "folder", orphanRemoval = true)
        List<Note> notes;
    }

    @Entity(name = "Paper")
    static class Paper {
        @Id
        long id;

        @Embedded
        Deletion deletion;
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        long id;

        @Embedded
        Deletion deletion;

        @ManyToOne
        Folder folder;
    }

    @Entity(name = "Clip")
    static class Clip {
        @Id
        long id;

        @ManyToOne
        @OnSoftDelete(Action.CASCADE)
        Folder folder;

        @ManyToOne(optional = false)
        @OnSoftDelete(Action.SET_NULL)
        Paper paper;

        @ManyToOne(cascade = CascadeType.ALL)
        @OnSoftDelete(Action.KEEP)
        Note note;
    }

    @Entity(name = "Thing")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Thing {
        @Id
        long id;

        @Embedded
        Deletion deletion;
    }

    @Entity(name = "SmallThing")
    static class SmallThing extends Thing {}

    @Entity(name = "Plain")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Plain {
        @Id
        long id;
    }

    @Entity(name = "Below")
    static class Below extends Plain {
        @Embedded
        Deletion deletion;
    }

    private static List<String> problems(Class<?>... entities) {
        var registry = new StandardServiceRegistryBuilder()
                .applySettings(Map.of(
                        JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL", JdbcSettings.ALLOW_METADATA_ON_BOOT, false))
                .build();
        try {
            return SoftDeleteModel.of(new MetadataSources(registry)
                            .addAnnotatedClasses(entities)
                            .buildMetadata())
                    .problems();
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    @Test
    void acceptsTheBoard() {
        assertThat(problems(Board.ENTITIES)).isEmpty();
    }

    @Test
    void namesEveryAssociationThatLeavesSomethingOpen() {
        assertThat(problems(Folder.class, Paper.class, Note.class, Clip.class))
                .anyMatch(problem -> problem.contains("$Folder owns the association 'papers'"))
                .anyMatch(problem -> problem.contains("$Folder has orphanRemoval on 'notes'"))
                .anyMatch(problem -> problem.contains("$Note refers by 'folder' to Folder, which is deleted softly, and"
                        + " does not say what becomes of itself then. Annotate the attribute with @OnSoftDelete."))
                .anyMatch(problem -> problem.contains(
                        "$Clip is to be deleted along with the Folder in 'folder', but has" + " no Deletion"))
                .anyMatch(problem -> problem.contains("$Clip is to lose 'paper'"))
                .anyMatch(problem -> problem.contains("$Clip cascades REMOVE to 'note'"))
                .hasSize(6);
    }

    @Test
    void namesHierarchiesThatDoNotFit() {
        assertThat(problems(Thing.class, SmallThing.class, Plain.class, Below.class))
                .anyMatch(problem -> problem.contains("$SmallThing is deleted softly and has a table for each class"))
                .anyMatch(problem -> problem.contains("$Below has a Deletion that"))
                .hasSize(2);
    }
}
