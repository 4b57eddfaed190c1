package io.tenancy.benchmarks.wire;

/** Authors, posts and comments, with tenant columns and without; the same number of rows of each. */
record Tables(int rows) {

    static final int COMMENTS_OF_A_POST = 5;

    private static final String PLAIN =
            """
            create table author (id bigint primary key, name text not null);
            create table post (id bigint primary key, author_id bigint not null references author, title text not null);
            create index on post (author_id);
            create table comment (id bigint primary key, post_id bigint not null references post, body text not null);
            create index on comment (post_id);
            """;

    private static final String OWNED =
            """
            create table author (
              tenant_id text not null, id bigint, name text not null, primary key (tenant_id, id));
            create table post (
              tenant_id text not null, id bigint, author_id bigint not null, title text not null,
              primary key (tenant_id, id), foreign key (tenant_id, author_id) references author);
            create index on post (tenant_id, author_id);
            create table comment (
              tenant_id text not null, id bigint, post_id bigint not null, body text not null,
              primary key (tenant_id, id), foreign key (tenant_id, post_id) references post);
            create index on comment (tenant_id, post_id);
            """;

    Tables {
        if (rows % COMMENTS_OF_A_POST != 0) {
            throw new IllegalArgumentException("rows=" + rows + " refused: expected a multiple of " + COMMENTS_OF_A_POST
                    + ", the comments of a post.");
        }
    }

    /** The tables of an application that knows no tenants, filled. */
    String plain() {
        return PLAIN + seed("", "");
    }

    /** Tables with a tenant column. */
    String owned() {
        return OWNED;
    }

    /** A tenant's rows in these. */
    String seed(String tenant) {
        return seed("tenant_id, ", "'" + tenant + "', ");
    }

    private String seed(String column, String value) {
        return """
                insert into author (%1$sid, name) select %2$si, 'Author ' || i from generate_series(1, %3$d) i;
                insert into post (%1$sid, author_id, title)
                select %2$si, 1 + (i - 1) / %4$d, 'Title of post ' || i from generate_series(1, %3$d) i;
                insert into comment (%1$sid, post_id, body)
                select %2$si, 1 + (i - 1) / %4$d, 'Comment ' || i || repeat(' and more', 5) from generate_series(1, %3$d) i;
                """
                .formatted(column, value, rows, COMMENTS_OF_A_POST);
    }

    /** The first posts have all the comments. */
    static long postWithComments(long id) {
        return 1 + (id - 1) / COMMENTS_OF_A_POST;
    }
}
