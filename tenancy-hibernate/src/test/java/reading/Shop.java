package reading;

import java.util.List;
import org.hibernate.Session;

/** An application's own code, in a package of its own, which fetches in every way there is. */
public final class Shop {

    /** How many novels a shop has; each has a writer, an imprint and two chapters of its own. */
    public static final int NOVELS = 8;

    private Shop() {}

    public static void fill(Session session) {
        for (long id = 1; id <= NOVELS; id++) {
            var writer = new Writer(id);
            var imprint = new Imprint(id);
            var novel = new Novel(id, writer, imprint);
            session.persist(writer);
            session.persist(imprint);
            session.persist(novel);
            session.persist(new Chapter(2 * id, novel));
            session.persist(new Chapter(2 * id + 1, novel));
        }
    }

    /** With their imprints, which are eager. */
    public static List<Novel> novels(Session session) {
        return session.createSelectionQuery("from Novel n join fetch n.imprint order by n.id", Novel.class)
                .getResultList();
    }

    public static void writersOneByOne(Session session) {
        useWriters(novels(session));
    }

    public static void useWriters(List<Novel> novels) {
        novels.forEach(novel -> novel.writer().name());
    }

    public static void chaptersOneByOne(Session session) {
        novels(session).forEach(novel -> novel.chapters().size());
    }

    public static void moodsOneByOne(Session session) {
        novels(session).forEach(novel -> novel.moods().size());
    }

    public static void imprintsOneByOne(Session session) {
        session.createSelectionQuery("from Novel", Novel.class).getResultList();
    }

    public static void findOneByOne(Session session) {
        for (long id = 1; id <= NOVELS; id++) {
            session.find(Writer.class, id);
        }
    }

    public static void queryOneByOne(Session session) {
        for (long id = 1; id <= NOVELS; id++) {
            chaptersOf(session, id);
        }
    }

    public static void queriesAtDifferentLines(Session session) {
        chaptersOf(session, 1);
        countHere(session, 1);
        countHere(session, 2);
        countThere(session, 1);
        countThere(session, 2);
    }

    /** Pages are the same query again and again, and that is how it should be. */
    public static int pages(Session session) {
        int pages = 0;
        while (!session.createSelectionQuery("from Writer order by id", Writer.class)
                .setFirstResult(pages)
                .setMaxResults(1)
                .getResultList()
                .isEmpty()) {
            pages++;
        }
        return pages;
    }

    public static int chaptersOf(Novel novel) {
        return novel.chapters().size();
    }

    private static long chaptersOf(Session session, long novel) {
        return count(session, novel);
    }

    private static long countHere(Session session, long novel) {
        return count(session, novel);
    }

    private static long countThere(Session session, long novel) {
        return count(session, novel);
    }

    private static long count(Session session, long novel) {
        return session.createSelectionQuery("select count(c) from Chapter c where c.novel.id = :novel", Long.class)
                .setParameter("novel", novel)
                .getSingleResult();
    }
}
