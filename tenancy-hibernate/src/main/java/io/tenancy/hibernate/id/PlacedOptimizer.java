package io.tenancy.hibernate.id;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenancy.Tenant;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.IntegralDataTypeHolder;
import org.hibernate.id.enhanced.AccessCallback;
import org.hibernate.id.enhanced.InitialValueAwareOptimizer;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.PooledOptimizer;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's pooled optimizer, with its blocks of ids kept per place where a sequence lives: once for all tenants with
 * shared rows of a server, once for every other tenant. Hibernate's own keeps them per tenant, for ever; here a tenant that
 * has taken no id for ten minutes costs nothing, and leaves a gap in its sequence. Where a tenant
 * has sequences of its own, a higher epoch of the tenant drops the block: whatever raised it may have set the sequence
 * anew. Safe for use by several threads.
 *
 * <p>Hibernate makes it by name, as the value of {@code hibernate.id.optimizer.pooled.preferred}.
 */
public final class PlacedOptimizer implements Optimizer, InitialValueAwareOptimizer {

    private static final long SHARED_BY_MANY = 0;
    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final int MOST_PLACES = 1_000;

    private final PooledOptimizer pooled;
    private final Cache<SequencePlace, IdBlocks> blocks = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .maximumSize(MOST_PLACES)
            .build();
    private volatile @Nullable Function<String, Tenant> tenants;
    private long initialValue = -1;

    /** @param returnClass the type of the ids */
    public PlacedOptimizer(Class<?> returnClass, int incrementSize) {
        this.pooled = new PooledOptimizer(returnClass, incrementSize);
    }

    /** @param byIdentifier finds a tenant by Hibernate's tenant identifier */
    void use(Function<String, Tenant> byIdentifier) {
        this.tenants = byIdentifier;
    }

    @Override
    public Serializable generate(AccessCallback callback) {
        return blocksOf(callback.getTenantIdentifier()).take(callback::getNextValue);
    }

    private IdBlocks blocksOf(String identifier) {
        Function<String, Tenant> directory = tenants;
        if (directory == null) {
            throw new IllegalStateException("Ids refused: " + getClass().getName() + " serves only a factory that is"
                    + " built with the settings of Tenancy. Remove hibernate.id.optimizer.pooled.preferred.");
        }
        Tenant tenant = directory.apply(identifier);
        var place = SequencePlace.of(tenant);
        long epoch = place.owner() == null ? SHARED_BY_MANY : tenant.epoch();
        return blocks.asMap()
                .compute(
                        place,
                        (key, kept) -> kept != null && kept.epoch() >= epoch
                                ? kept
                                : new IdBlocks(epoch, pooled.getIncrementSize(), initialValue));
    }

    @Override
    public void reset() {
        blocks.invalidateAll();
    }

    /** Not known: a value is of one place, and there are many. */
    @Override
    public @Nullable IntegralDataTypeHolder getLastSourceValue() {
        return null;
    }

    @Override
    public int getIncrementSize() {
        return pooled.getIncrementSize();
    }

    @Override
    public boolean applyIncrementSizeToSourceValues() {
        return true;
    }

    @Override
    public Expression createLowValueExpression(Expression databaseValue, SessionFactoryImplementor factory) {
        return pooled.createLowValueExpression(databaseValue, factory);
    }

    @Override
    public int getAdjustment() {
        return pooled.getAdjustment();
    }

    @Override
    public void injectInitialValue(long value) {
        this.initialValue = value;
    }

    /** The places that ids are kept for, for tests. */
    long places() {
        blocks.cleanUp();
        return blocks.estimatedSize();
    }
}
