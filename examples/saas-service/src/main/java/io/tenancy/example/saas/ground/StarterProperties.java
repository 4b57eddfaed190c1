package io.tenancy.example.saas.ground;

import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the starter has to know of servers and directory, in its own words. */
record StarterProperties(String directoryUrl, Login reader, Login registrar) {

    Map<String, Object> of(Collection<Server> servers) {
        var all = new LinkedHashMap<String, Object>();
        for (Server server : servers) {
            String prefix = "tenancy.servers." + server.name() + ".";
            all.put(prefix + "url", server.url());
            all.put(prefix + "maximum-pool-size", Integer.toString(server.maximumPoolSize()));
            put(all, prefix, server.app());
            server.findOperator().ifPresent(operator -> put(all, prefix + "operator.", operator));
        }
        all.put("tenancy.directory.url", directoryUrl);
        put(all, "tenancy.directory.reader.", reader);
        put(all, "tenancy.directory.registrar.", registrar);
        return all;
    }

    private static void put(Map<String, Object> all, String prefix, Login login) {
        all.put(prefix + "username", login.user());
        all.put(prefix + "password", login.password());
    }
}
