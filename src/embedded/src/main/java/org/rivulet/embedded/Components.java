package org.rivulet.embedded;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.CompositeIndex;
import org.jboss.jandex.IndexView;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.jspecify.annotations.Nullable;

/** Finds the initializers of an application, and the classes they and the container's annotations ask for. */
final class Components {

    private final ClassLoader loader;
    private final IndexView index;

    Components(Application application) {
        loader = application.loader();
        index = CompositeIndex.create(application.archives().stream()
                .map(Archive::index)
                .map(IndexView.class::cast)
                .toList());
    }

    void addInitializers(DeploymentInfo info) {
        for (ServletContainerInitializer initializer : ServiceLoader.load(ServletContainerInitializer.class, loader)) {
            if (initializer instanceof EnhancedListener) {
                continue; // Weld runs already
            }
            Set<Class<?>> handled = handledBy(initializer.getClass());
            info.addServletContainerInitializer(new ServletContainerInitializerInfo(
                    initializer.getClass(), new ImmediateInstanceFactory<>(initializer), handled));
        }
    }

    List<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
        return index.getAnnotations(annotation).stream()
                .map(AnnotationInstance::target)
                .filter(target -> target.kind() == AnnotationTarget.Kind.CLASS)
                .<Class<?>>map(target -> loadAnnotated(annotation, target.asClass()))
                .toList();
    }

    private Class<?> loadAnnotated(Class<? extends Annotation> annotation, ClassInfo info) {
        try {
            return load(info);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(
                    "Cannot load " + info.name() + ", which is annotated with @" + annotation.getSimpleName() + ": "
                            + e,
                    e);
        }
    }

    /** Servlet 6.0, 8.2.4: the subtypes of the types named, and the classes that carry the annotations named. */
    private @Nullable Set<Class<?>> handledBy(Class<?> initializer) {
        HandlesTypes types = initializer.getAnnotation(HandlesTypes.class);
        if (types == null) {
            return null;
        }
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> type : types.value()) {
            if (type.isAnnotation()) {
                addAnnotated(type.asSubclass(Annotation.class), found);
            } else if (type.isInterface()) {
                index.getAllKnownImplementors(type).forEach(info -> add(info, found));
                index.getAllKnownSubinterfaces(type).forEach(info -> add(info, found));
            } else {
                index.getAllKnownSubclasses(type).forEach(info -> add(info, found));
            }
        }
        return found.isEmpty() ? null : found;
    }

    private void addAnnotated(Class<? extends Annotation> annotation, Set<Class<?>> found) {
        for (AnnotationInstance instance : index.getAnnotations(annotation)) {
            AnnotationTarget target = instance.target();
            switch (target.kind()) {
                case CLASS -> add(target.asClass(), found);
                case METHOD -> add(target.asMethod().declaringClass(), found);
                case FIELD -> add(target.asField().declaringClass(), found);
                default -> {} // A parameter's or a type use's annotation does not make a class one to handle
            }
        }
    }

    private void add(ClassInfo info, Set<Class<?>> found) {
        try {
            found.add(load(info));
        } catch (ClassNotFoundException | LinkageError e) {
            // Servlet 6.0, 8.2.4: a class that cannot load, as of an optional library, is not an error
            System.getLogger(Components.class.getName())
                    .log(System.Logger.Level.DEBUG, "Not handed to an initializer: " + info.name(), e);
        }
    }

    private Class<?> load(ClassInfo info) throws ClassNotFoundException {
        return Class.forName(info.name().toString(), false, loader);
    }
}
