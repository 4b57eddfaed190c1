package io.tenancy.postgres;

final class Placeholder {}
