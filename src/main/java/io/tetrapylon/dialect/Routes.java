package io.tetrapylon.dialect;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;

/**
 * All paths of all dialects, as the framework routes them. It chooses a class by the longest path
 * and then a method in it, so where several classes share the beginning of a path a wrong method
 * reads as an unknown path to it; who asks here learns which of the two it is.
 */
@Singleton
class Routes {
  private List<Route> known = List.of();

  void learn(@Observes StartupEvent started) {
    var deployment = ResteasyReactiveRecorder.getCurrentDeployment();
    var methods = new TreeMap<String, Set<String>>();
    RuntimeResourceVisitor.visitRuntimeResources(
        deployment.getPrefix(),
        deployment.getClassMappers(),
        new RuntimeResourceVisitor() {
          @Override
          public void visitRuntimeResource(String method, String path, RuntimeResource resource) {
            methods.computeIfAbsent(path, first -> new TreeSet<>()).add(method);
          }
        });
    known = methods.entrySet().stream().map(at -> Route.of(at.getKey(), at.getValue())).toList();
  }

  /** All of them, by their templates. */
  List<Route> all() {
    return known;
  }

  /** The one that a path as it was sent means. */
  Optional<Route> of(String path) {
    return known.stream()
        .filter(route -> route.matches(path))
        .max(Comparator.comparingInt(Route::literals));
  }

  /** The same, if it is there but does not answer this method. */
  Optional<Route> without(String method, String path) {
    return of(path).filter(route -> !route.knows(method));
  }
}
