package io.deliverysettings.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static io.deliverysettings.architecture.Layer.APP;
import static io.deliverysettings.architecture.Layer.GATEWAY;
import static io.deliverysettings.architecture.Layer.SANDBOX;
import static io.deliverysettings.architecture.Layer.TESTKIT;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;

/** What holds for code wherever it is, with the few places that are allowed to. */
final class CodeRules {

    static final LayeredRule NOTHING_BLOCKS_OUTSIDE_THE_APP = layers -> noClasses()
            .that(layers.elsewhereThan(APP))
            .and(not(layers.in(TESTKIT).and(simpleNameEndingWith("Contract"))))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "a thread is kept waiting",
                    Uses.of(java.util.concurrent.Future.class, "get"),
                    Uses.of(CompletableFuture.class, "join"),
                    Uses.of(ForkJoinTask.class, "join", "invoke"),
                    Uses.of(Type.VERTX_FUTURE, "await"),
                    Uses.of(Thread.class, "join", "sleep"),
                    Uses.of(TimeUnit.class, "sleep", "timedJoin", "timedWait"),
                    Uses.of(Object.class, "wait"),
                    Uses.of(LockSupport.class, "park", "parkNanos", "parkUntil"),
                    Uses.of(Condition.class, "await", "awaitNanos", "awaitUninterruptibly", "awaitUntil"),
                    Uses.of(CountDownLatch.class, "await"),
                    Uses.of(CyclicBarrier.class, "await"),
                    Uses.of(Semaphore.class, "acquire", "acquireUninterruptibly"),
                    Uses.of(BlockingQueue.class, "put", "take"),
                    Uses.of(CompletionService.class, "take"),
                    Uses.of(ExecutorService.class, "awaitTermination", "invokeAll", "invokeAny")))
            .because(
                    "a blocked event loop stops every request on it; compose the futures or stages, and use a timer to wait");

    static final LayeredRule SECRETS_ARE_NO_TEXT = layers -> fields().that()
            .haveNameMatching("(?i).*(secret|password|token)(s|text|value)?")
            .and()
            .areDeclaredInClassesThat(layers.elsewhereThan(SANDBOX))
            .should(notHoldText())
            .because(
                    "text is printed, compared and logged like any other; use Secret. (The sandbox is let off: its values are"
                            + " made up and documented.)");

    static final LayeredRule ONLY_THE_CLI_USES_STANDARD_STREAMS = layers -> noClasses()
            .that(layers.in(GATEWAY))
            .and(not(layers.in(APP).and(simpleName("Cli"))))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "standard streams are used",
                    Uses.of(System.class, "console", "err", "in", "out"),
                    Uses.of(Throwable.class, "printStackTrace", 0)))
            .because(
                    "standard output is the command line's result, which scripts read; log it, or give it to Cli.print");

    static final LayeredRule ONLY_THE_APP_READS_THE_ENVIRONMENT = layers -> noClasses()
            .that(layers.elsewhereThan(APP))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "the environment is read",
                    Uses.of(System.class, "getenv", "getProperties", "getProperty"),
                    Uses.of(Boolean.class, "getBoolean"),
                    Uses.of(Integer.class, "getInteger"),
                    Uses.of(Long.class, "getLong")))
            .because("a setting that is read somewhere else is documented and checked nowhere; make it a member of the"
                    + " adapter's options");

    static final LayeredRule NO_GENERIC_EXCEPTION_IS_THROWN = layers -> noClasses()
            .that(layers.in(GATEWAY))
            .should(THROW_GENERIC_EXCEPTIONS)
            .because("nobody can catch it without catching everything; throw the exception that says what is wrong");

    private CodeRules() {}

    private static ArchCondition<JavaField> notHoldText() {
        return new ArchCondition<>("not hold text") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                if (field.getType().getAllInvolvedRawTypes().stream().anyMatch(CodeRules::isText)) {
                    events.add(SimpleConditionEvent.violated(
                            field, field.getDescription() + " holds text in " + field.getSourceCodeLocation()));
                }
            }
        };
    }

    private static boolean isText(JavaClass type) {
        return type.isAssignableTo(CharSequence.class)
                || Type.VERTX_BUFFER.covers(type)
                || belongToAnyOf(char.class, byte.class).test(type.getBaseComponentType());
    }
}
