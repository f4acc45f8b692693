package org.rivulet.embedded;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.jandex.ClassInfo;
import org.jboss.weld.bootstrap.WeldBootstrap;
import org.jboss.weld.bootstrap.api.CDI11Bootstrap;
import org.jboss.weld.bootstrap.api.Environments;
import org.jboss.weld.bootstrap.spi.BeanDeploymentArchive;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jboss.weld.bootstrap.spi.BeansXml;
import org.jboss.weld.bootstrap.spi.EEModuleDescriptor;
import org.jboss.weld.bootstrap.spi.Metadata;
import org.jboss.weld.bootstrap.spi.helpers.EEModuleDescriptorImpl;
import org.jboss.weld.bootstrap.spi.helpers.MetadataImpl;
import org.jboss.weld.config.ConfigurationKey;
import org.jboss.weld.configuration.spi.ExternalConfiguration;
import org.jboss.weld.configuration.spi.helpers.ExternalConfigurationBuilder;
import org.jboss.weld.environment.deployment.WeldBeanDeploymentArchive;
import org.jboss.weld.environment.deployment.WeldDeployment;
import org.jboss.weld.environment.deployment.WeldResourceLoader;
import org.jboss.weld.environment.deployment.discovery.BeanArchiveBuilder;
import org.jboss.weld.environment.deployment.discovery.BeanArchiveScanner.ScanResult;
import org.jboss.weld.environment.deployment.discovery.jandex.Jandex;
import org.jboss.weld.environment.deployment.discovery.jandex.JandexDiscoveryStrategy;
import org.jboss.weld.environment.servlet.services.ServletResourceInjectionServices;
import org.jboss.weld.injection.spi.ResourceInjectionServices;
import org.jboss.weld.lite.extension.translator.BuildCompatibleExtensionLoader;
import org.jboss.weld.lite.extension.translator.LiteExtensionTranslator;
import org.jboss.weld.resources.spi.ClassFileServices;
import org.jboss.weld.resources.spi.ResourceLoader;

/**
 * Weld for one application. Not Weld's own servlet listener: that one runs a single container for a class loader, and wants
 * a servlet context before it knows whether the beans are right.
 *
 * <p>Confined to the thread that starts and closes the server.
 */
final class CdiContainer implements AutoCloseable {

    private final CDI11Bootstrap bootstrap;
    private final String id;
    private final BeanManager beanManager;

    private CdiContainer(CDI11Bootstrap bootstrap, String id, BeanManager beanManager) {
        this.bootstrap = bootstrap;
        this.id = id;
        this.beanManager = beanManager;
    }

    /** Starts Weld; the thread's context class loader is the application's. */
    static CdiContainer start(String contextPath, Collection<Archive> archives) {
        String id = "rivulet-" + UUID.randomUUID();
        CDI11Bootstrap bootstrap = new WeldBootstrap();
        Iterable<Metadata<Extension>> extensions = extensions(bootstrap);
        Discovery discovery = new Discovery(bootstrap, extensions);
        Set<WeldBeanDeploymentArchive> beanArchives = discovery.discover(archives);
        EEModuleDescriptor module = new EEModuleDescriptorImpl(contextPath, EEModuleDescriptor.ModuleType.WEB);
        ResourceInjectionServices resources = new ServletResourceInjectionServices() {};
        beanArchives.forEach(archive -> {
            archive.getServices().add(EEModuleDescriptor.class, module);
            archive.getServices().add(ResourceInjectionServices.class, resources);
        });
        BeanDeploymentArchive main = beanArchives.iterator().next();
        WeldDeployment deployment = new WeldDeployment(discovery.loader(), bootstrap, beanArchives, extensions) {
            @Override
            protected WeldBeanDeploymentArchive createAdditionalBeanDeploymentArchive() {
                WeldBeanDeploymentArchive archive = super.createAdditionalBeanDeploymentArchive();
                archive.getServices().add(EEModuleDescriptor.class, module);
                return archive;
            }
        };
        deployment.getServices().add(ExternalConfiguration.class, frugal());
        deployment.getServices().add(ClassFileServices.class, discovery.getClassFileServices());
        try {
            bootstrap.startContainer(id, Environments.SERVLET, deployment);
            bootstrap.startInitialization();
            BeanManager beanManager = bootstrap.getManager(main);
            CurrentCdi.register(id, WeldResourceLoader.getClassLoader(), beanManager);
            bootstrap.deployBeans().validateBeans().endInitialization();
            return new CdiContainer(bootstrap, id, beanManager);
        } catch (Throwable e) {
            CurrentCdi.unregister(id);
            Failures.closeAfter(e, bootstrap::shutdown);
            throw e;
        }
    }

    String id() {
        return id;
    }

    BeanManager beanManager() {
        return beanManager;
    }

    @Override
    public void close() {
        try {
            bootstrap.shutdown();
        } finally {
            CurrentCdi.unregister(id);
        }
    }

    private static Set<Metadata<Extension>> extensions(CDI11Bootstrap bootstrap) {
        Set<Metadata<Extension>> extensions = new LinkedHashSet<>();
        bootstrap.loadExtensions(WeldResourceLoader.getClassLoader()).forEach(extensions::add);
        if (!BuildCompatibleExtensionLoader.getBuildCompatibleExtensions().isEmpty()) {
            extensions.add(new MetadataImpl<>(new LiteExtensionTranslator(), "build compatible extensions"));
        }
        return extensions;
    }

    /** No thread pools: with few beans they cost more than they bring. */
    private static ExternalConfiguration frugal() {
        return new ExternalConfigurationBuilder()
                .add(ConfigurationKey.BEAN_IDENTIFIER_INDEX_OPTIMIZATION.get(), false)
                .add(ConfigurationKey.CONCURRENT_DEPLOYMENT.get(), false)
                .add(ConfigurationKey.PRELOADER_THREAD_POOL_SIZE.get(), 0)
                .add(ConfigurationKey.EXECUTOR_THREAD_POOL_TYPE.get(), "SINGLE_THREAD")
                .build();
    }

    /** Weld's discovery over indexes which are there already, because the initializers needed them too. */
    private static final class Discovery extends JandexDiscoveryStrategy {

        private Discovery(CDI11Bootstrap bootstrap, Iterable<Metadata<Extension>> extensions) {
            super(
                    new WeldResourceLoader(),
                    bootstrap,
                    bootstrap.startExtensions(extensions).getKnownBeanDefiningAnnotations(),
                    BeanDiscoveryMode.ANNOTATED);
        }

        private ResourceLoader loader() {
            return resourceLoader;
        }

        private Set<WeldBeanDeploymentArchive> discover(Collection<Archive> archives) {
            Map<String, Archive> byName = new LinkedHashMap<>();
            archives.forEach(archive -> byName.put(archive.name(), archive));
            registerHandler(name -> toBuilder(Objects.requireNonNull(byName.get(name))));
            List<ScanResult> candidates = archives.stream()
                    .filter(archive -> archive.beansXml() != null || archive.mode() != BeanDiscoveryMode.NONE)
                    .map(this::toScanResult)
                    .toList();
            setScanner(() -> candidates);
            List<String> order = List.copyOf(byName.keySet());
            Set<WeldBeanDeploymentArchive> found = new LinkedHashSet<>();
            performDiscovery().stream()
                    .sorted(Comparator.comparing(archive -> order.indexOf(archive.getId())))
                    .forEach(found::add);
            if (found.isEmpty()) {
                // An application without beans still has a bean manager, and extensions
                found.add(new WeldBeanDeploymentArchive("no beans", new HashSet<>(), null));
            }
            return found;
        }

        private ScanResult toScanResult(Archive archive) {
            BeansXml none = archive.mode() == BeanDiscoveryMode.ALL ? BeansXml.EMPTY_BEANS_XML : null;
            BeansXml beansXml = archive.beansXml() == null ? none : bootstrap.parse(archive.beansXml());
            return new ScanResult(beansXml, archive.name(), archive.name());
        }

        private static BeanArchiveBuilder toBuilder(Archive archive) {
            BeanArchiveBuilder builder =
                    new BeanArchiveBuilder().setAttribute(Jandex.INDEX_ATTRIBUTE_NAME, archive.index());
            for (ClassInfo type : archive.index().getKnownClasses()) {
                builder.addClass(type.name().toString());
            }
            return builder;
        }
    }
}
