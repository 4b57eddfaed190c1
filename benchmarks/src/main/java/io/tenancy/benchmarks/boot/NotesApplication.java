package io.tenancy.benchmarks.boot;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that is measured. */
@SpringBootApplication
public class NotesApplication {}
