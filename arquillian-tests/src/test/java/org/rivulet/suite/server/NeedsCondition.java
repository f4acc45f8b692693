package org.rivulet.suite.server;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what the server lacks, and everything where no JDK is found that the server runs on. */
final class NeedsCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Distribution server = Distribution.current();
        if (server.jdk().isEmpty()) {
            return ConditionEvaluationResult.disabled(server.name() + " needs " + server.java()
                    + ", and no such JDK stands beside " + System.getProperty("java.home"));
        }
        Optional<Needs> needs = AnnotationSupport.findAnnotation(context.getElement(), Needs.class);
        String missing = needs.stream()
                .flatMap(found -> Arrays.stream(found.value()))
                .filter(server.lacks()::contains)
                .map(Feature::toString)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("the server has what it takes")
                : ConditionEvaluationResult.disabled(server.name() + " has no " + missing);
    }
}
