package io.tenancy.testkit.junit;
import io.tenancy.testkit.postgres.TestServer;
import org.junit.jupiter.api.Test;
class ScratchTests {
    @Test
    void m() throws Exception {
        var t = TestServer.shared().createDatabase();
        new IsolationCostTests.Large().fill(t);
        for (int r = 0; r < 3; r++) for (String strategy : new String[] {"wal_log", "file_copy"}) for (int i = 0; i < 4; i++) {
            long s = System.nanoTime();
            try (var c = TestServer.shared().connectAsSuperuser("postgres"); var st = c.createStatement()) {
                long a = System.nanoTime();
                st.execute("create database x template " + t.name() + " strategy " + strategy);
                long b = System.nanoTime();
                st.execute("revoke all on database x from public");
                long d = System.nanoTime();
                st.execute("drop database x with (force)");
                System.out.printf("%s connect %.1f create %.1f revoke %.1f drop %.1f ms%n", strategy, (a - s) / 1e6, (b - a) / 1e6, (d - b) / 1e6, (System.nanoTime() - d) / 1e6);
            }
        }
        t.close();
    }
}
