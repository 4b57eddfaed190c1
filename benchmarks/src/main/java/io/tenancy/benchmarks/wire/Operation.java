package io.tenancy.benchmarks.wire;

import java.util.List;
import org.hibernate.Session;

/** What a transaction does. Each looks whether it found what it should. */
enum Operation {
    FIND {
        @Override
        void run(Session session, Class<?> post, long id) {
            if (session.find(post, id) == null) {
                throw new IllegalStateException("Post " + id + " was not found.");
            }
        }
    },
    JOIN {
        @Override
        void run(Session session, Class<?> post, long id) {
            List<Object[]> rows = session.createSelectionQuery(THREE_WAY, Object[].class)
                    .setParameter("post", Tables.postWithComments(id))
                    .getResultList();
            if (rows.size() != Tables.COMMENTS_OF_A_POST) {
                throw new IllegalStateException(
                        "Expected " + Tables.COMMENTS_OF_A_POST + " comments, found " + rows.size() + ".");
            }
        }
    };

    private static final String THREE_WAY =
            "select c.body, p.title, a.name from Comment c join c.post p join p.author a where p.id = :post";

    /** For a table. */
    String label() {
        return this == FIND ? "a transaction with a find" : "a transaction with a three-way join";
    }

    /** Of the ratio of this operation. */
    String figure() {
        return this == FIND ? "ratio" : "join_ratio";
    }

    abstract void run(Session session, Class<?> post, long id);
}
