package io.tenancy.example.saas.attack;

/** What came back. */
record Reply(int status, String body) {}
