package planted.hibernate;

import planted.testkit.TestkitOnPostgres;

/** Planted: what is shipped leans on the test kit. */
public class HibernateOnTestkit {
    public TestkitOnPostgres testkit;
}
