package io.tenancy.hibernate.blog;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests on a blog that each of them finds as it was. */
public abstract class OnBlog {

    protected static Blog blog;

    @BeforeAll
    static void open() {
        blog = Blog.open();
    }

    @AfterAll
    static void close() {
        blog.close();
    }

    @BeforeEach
    void reset() {
        blog.reset();
    }
}
