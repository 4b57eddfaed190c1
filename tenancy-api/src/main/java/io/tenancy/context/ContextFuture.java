package io.tenancy.context;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds what was captured around every function that it is given. The forms with {@code Async} and no executor need no
 * override: they use {@link #defaultExecutor()}.
 */
final class ContextFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final CapturedContext captured;
    private final Executor executor;

    ContextFuture(CapturedContext captured, Executor executor) {
        this.captured = captured;
        this.executor = executor;
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new ContextFuture<>(captured, executor);
    }

    @Override
    public Executor defaultExecutor() {
        return captured.on(executor);
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> thenApply(Function<? super T, ? extends U> fn) {
        return super.thenApply(function(fn));
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> thenApplyAsync(
            Function<? super T, ? extends U> fn, Executor on) {
        return super.thenApplyAsync(function(fn), on);
    }

    @Override
    public CompletableFuture<@Nullable Void> thenAccept(Consumer<? super T> action) {
        return super.thenAccept(action(action));
    }

    @Override
    public CompletableFuture<@Nullable Void> thenAcceptAsync(Consumer<? super T> action, Executor on) {
        return super.thenAcceptAsync(action(action), on);
    }

    @Override
    public CompletableFuture<@Nullable Void> thenRun(Runnable action) {
        return super.thenRun(captured.wrap(action));
    }

    @Override
    public CompletableFuture<@Nullable Void> thenRunAsync(Runnable action, Executor on) {
        return super.thenRunAsync(captured.wrap(action), on);
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return super.thenCombine(other, function(fn));
    }

    @Override
    public <U extends @Nullable Object, V extends @Nullable Object> CompletableFuture<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor on) {
        return super.thenCombineAsync(other, function(fn), on);
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<@Nullable Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return super.thenAcceptBoth(other, action(action));
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<@Nullable Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action, Executor on) {
        return super.thenAcceptBothAsync(other, action(action), on);
    }

    @Override
    public CompletableFuture<@Nullable Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return super.runAfterBoth(other, captured.wrap(action));
    }

    @Override
    public CompletableFuture<@Nullable Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor on) {
        return super.runAfterBothAsync(other, captured.wrap(action), on);
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> applyToEither(
            CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return super.applyToEither(other, function(fn));
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn, Executor on) {
        return super.applyToEitherAsync(other, function(fn), on);
    }

    @Override
    public CompletableFuture<@Nullable Void> acceptEither(
            CompletionStage<? extends T> other, Consumer<? super T> action) {
        return super.acceptEither(other, action(action));
    }

    @Override
    public CompletableFuture<@Nullable Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action, Executor on) {
        return super.acceptEitherAsync(other, action(action), on);
    }

    @Override
    public CompletableFuture<@Nullable Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return super.runAfterEither(other, captured.wrap(action));
    }

    @Override
    public CompletableFuture<@Nullable Void> runAfterEitherAsync(
            CompletionStage<?> other, Runnable action, Executor on) {
        return super.runAfterEitherAsync(other, captured.wrap(action), on);
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> thenCompose(
            Function<? super T, ? extends CompletionStage<U>> fn) {
        return super.thenCompose(function(fn));
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> fn, Executor on) {
        return super.thenComposeAsync(function(fn), on);
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> handle(
            BiFunction<? super T, @Nullable Throwable, ? extends U> fn) {
        return super.handle(function(fn));
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> handleAsync(
            BiFunction<? super T, @Nullable Throwable, ? extends U> fn, Executor on) {
        return super.handleAsync(function(fn), on);
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super @Nullable Throwable> action) {
        return super.whenComplete(action(action));
    }

    @Override
    public CompletableFuture<T> whenCompleteAsync(
            BiConsumer<? super T, ? super @Nullable Throwable> action, Executor on) {
        return super.whenCompleteAsync(action(action), on);
    }

    @Override
    public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
        return super.exceptionally(function(fn));
    }

    @Override
    public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor on) {
        return super.exceptionallyAsync(function(fn), on);
    }

    @Override
    public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return super.exceptionallyCompose(function(fn));
    }

    @Override
    public CompletableFuture<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> fn, Executor on) {
        return super.exceptionallyComposeAsync(function(fn), on);
    }

    private <A extends @Nullable Object, R extends @Nullable Object> Function<A, R> function(
            Function<? super A, ? extends R> fn) {
        return a -> {
            try (var scope = captured.enter()) {
                return fn.apply(a);
            }
        };
    }

    private <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            BiFunction<A, B, R> function(BiFunction<? super A, ? super B, ? extends R> fn) {
        return (a, b) -> {
            try (var scope = captured.enter()) {
                return fn.apply(a, b);
            }
        };
    }

    private <A extends @Nullable Object> Consumer<A> action(Consumer<? super A> action) {
        return a -> {
            try (var scope = captured.enter()) {
                action.accept(a);
            }
        };
    }

    private <A extends @Nullable Object, B extends @Nullable Object> BiConsumer<A, B> action(
            BiConsumer<? super A, ? super B> action) {
        return (a, b) -> {
            try (var scope = captured.enter()) {
                action.accept(a, b);
            }
        };
    }
}
