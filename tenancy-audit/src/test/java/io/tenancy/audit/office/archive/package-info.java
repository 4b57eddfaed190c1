@Recorded
package io.tenancy.audit.office.archive;

import io.tenancy.audit.Recorded;
