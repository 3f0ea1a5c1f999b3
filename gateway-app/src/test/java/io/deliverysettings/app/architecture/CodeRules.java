package io.deliverysettings.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static io.deliverysettings.app.architecture.Layer.APP;
import static io.deliverysettings.app.architecture.Layer.GATEWAY;
import static io.deliverysettings.app.architecture.Layer.SANDBOX;
import static io.deliverysettings.app.architecture.Layer.TESTKIT;
import static io.deliverysettings.app.architecture.Layer.elsewhereThan;
import static io.deliverysettings.app.architecture.Layer.in;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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

    static final ArchRule NOTHING_BLOCKS_OUTSIDE_THE_APP = noClasses()
            .that(elsewhereThan(APP))
            .and(not(in(TESTKIT).and(simpleNameEndingWith("Contract"))))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "a thread is kept waiting",
                    Uses.of(java.util.concurrent.Future.class, "get"),
                    Uses.of(CompletableFuture.class, "join"),
                    Uses.of(ForkJoinTask.class, "join", "invoke"),
                    Uses.of(Future.class, "await"),
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

    static final ArchRule SECRETS_ARE_NO_TEXT = fields().that()
            .haveNameMatching("(?i).*(secret|password|token)(s|text|value)?")
            .and()
            .areDeclaredInClassesThat(elsewhereThan(SANDBOX))
            .should(notHoldText())
            .because(
                    "text is printed, compared and logged like any other; use Secret. (The sandbox is let off: its values are"
                            + " made up and documented.)");

    static final ArchRule ONLY_THE_CLI_USES_STANDARD_STREAMS = noClasses()
            .that(in(GATEWAY))
            .and(not(in(APP).and(simpleName("Cli"))))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "standard streams are used",
                    Uses.of(System.class, "console", "err", "in", "out"),
                    Uses.of(Throwable.class, "printStackTrace", 0)))
            .because(
                    "standard output is the command line's result, which scripts read; log it, or give it to Cli.print");

    static final ArchRule ONLY_THE_APP_READS_THE_ENVIRONMENT = noClasses()
            .that(elsewhereThan(APP))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "the environment is read",
                    Uses.of(System.class, "getenv", "getProperties", "getProperty"),
                    Uses.of(Boolean.class, "getBoolean"),
                    Uses.of(Integer.class, "getInteger"),
                    Uses.of(Long.class, "getLong")))
            .because("a setting that is read somewhere else is documented and checked nowhere; make it a member of the"
                    + " adapter's options");

    static final ArchRule NO_GENERIC_EXCEPTION_IS_THROWN = noClasses()
            .that(in(GATEWAY))
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
                || type.isAssignableTo(Buffer.class)
                || belongToAnyOf(char.class, byte.class).test(type.getBaseComponentType());
    }
}
