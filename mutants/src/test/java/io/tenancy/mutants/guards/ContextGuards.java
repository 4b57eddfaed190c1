package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;

/** Whose a thread is. */
final class ContextGuards {

    private static final String MODULE = "tenancy-api";
    private static final String BOUND = "context/BoundContext.java";
    private static final String CAPTURED = "context/CapturedContext.java";

    private ContextGuards() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("a new thread is nobody's", "it inherits")
                        .edit(
                                MODULE,
                                BOUND,
                                "CURRENT = new ThreadLocal<>();",
                                "CURRENT = new InheritableThreadLocal<>();")
                        .foundBy("context.TenantContextTests", "context.TenantExecutorsTests", "context.HandOverTests"),
                Mutant.of("the end of a scope restores what was there", "it leaves its own")
                        .edit(MODULE, BOUND, "            bind(previous);\n", "")
                        .foundBy("context.TenantContextTests"),
                Mutant.of("another thread cannot close a scope", "it can")
                        .edit(MODULE, BOUND, "if (thread != Thread.currentThread()) {", "if (false) {")
                        .foundBy("context.TenantContextTests"),
                Mutant.of("an executor's thread is nobody's after a task", "the task's scope stays open")
                        .edit(
                                MODULE,
                                CAPTURED,
                                """
                                            try (var scope = enter()) {
                                                task.run();
                                            }\
                                """,
                                """
                                            enter();
                                            task.run();\
                                """)
                        .foundBy("context.TenantExecutorsTests", "context.HandOverTests"),
                Mutant.of("whoever has no tenant hands none over", "the thread's own goes on")
                        .edit(
                                MODULE,
                                CAPTURED,
                                "return BoundContext.enter(context);",
                                "return BoundContext.enter(context == null ? BoundContext.get() : context);")
                        .foundBy("context.TenantContextTests", "context.TenantExecutorsTests"),
                Mutant.of("what runs is the submitter's", "captured when the task runs")
                        .edit(
                                MODULE,
                                "context/CarryingExecutorService.java",
                                "executor.execute(TenantContext.capture().wrap(task));",
                                "executor.execute(() -> TenantContext.capture().wrap(task).run());")
                        .foundBy("context.TenantExecutorsTests"),
                Mutant.of("two resolvers that disagree are refused", "the first one wins")
                        .edit(
                                MODULE,
                                "resolver/ResolverChain.java",
                                "return agreed ? new Resolved",
                                "return by != null ? new Resolved")
                        .foundBy("resolver.ResolverChainTests"));
    }
}
