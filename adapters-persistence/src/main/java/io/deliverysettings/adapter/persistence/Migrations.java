package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import io.deliverysettings.domain.secret.Secret;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables of a database to what this program needs. Forward only. Blocks. */
final class Migrations {

    private static final String LOCATION = "classpath:io/deliverysettings/adapter/persistence/migration";

    private Migrations() {}

    /**
     * Brings a database up to date; of several that try at once, one does it and the others wait.
     *
     * @param url of JDBC
     * @param store how to call the database in messages
     */
    static void migrate(String url, String user, Optional<Secret> password, Dialect dialect, String store)
            throws CannotOpen {
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(url, user, password.map(Secret::reveal).orElse(""))
                    .loggers("slf4j")
                    .locations(LOCATION)
                    .placeholders(Map.of("generated_id", dialect.generatedId()))
                    .validateMigrationNaming(true)
                    .failOnMissingLocations(true)
                    .load();
            refuseNewer(flyway.info(), store);
            flyway.migrate();
        } catch (FlywayValidateException changed) {
            throw new CannotOpen(
                    store
                            + " was made by another build of this program: its tables are not those that this one would make;"
                            + " start the program that made it, or restore a backup",
                    changed);
        } catch (FlywayException failure) {
            throw new CannotOpen(store + " cannot be opened or brought up to date: " + Reasons.of(failure), failure);
        }
    }

    private static void refuseNewer(MigrationInfoService info, String store) throws CannotOpen {
        Optional<MigrationInfo> newer = Arrays.stream(info.applied())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .findFirst();
        if (newer.isPresent()) {
            throw new CannotOpen(store + " is newer than this program: it has version "
                    + newer.get().getVersion() + " of its tables, and this program knows them up to version "
                    + known(info) + "; start a newer program, since there is no way back");
        }
    }

    private static String known(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> migration.getState().isResolved())
                .map(migration -> migration.getVersion().getVersion())
                .reduce("0", (earlier, later) -> later);
    }
}
