package io.tenancy.migrate.cli;

import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.doctor.Reviewed;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import java.util.List;

/** What the doctor of every server is told. Immutable. */
record DoctorSettings(TenantColumn column, TenantSetting setting, List<String> shared, List<Reviewed> reviewed) {

    DoctorSettings {
        shared = List.copyOf(shared);
        reviewed = List.copyOf(reviewed);
    }

    Doctor doctor(Roles roles) {
        return Doctor.of(roles, column, setting)
                .withShared(shared.toArray(String[]::new))
                .withReviewed(reviewed);
    }
}
