package io.tenancy.audit.office.store;

import io.tenancy.audit.Recorded;
import jakarta.persistence.Entity;

@Entity
@Recorded
public class Box extends Goods {}
