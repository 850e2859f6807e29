package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Criterion.All;
import io.tetrapylon.kernel.Criterion.Any;
import io.tetrapylon.kernel.Criterion.Compare;
import io.tetrapylon.kernel.Criterion.Comparison;
import io.tetrapylon.kernel.Criterion.Not;
import io.tetrapylon.kernel.Criterion.Present;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of a resource are called where it is looked for.
 *
 * @param fields the fields of an attribute: a comparison holds if it holds of one of them
 * @param special what a comparison of an attribute means that is no field
 */
record Attributes(
    Map<String, List<String>> fields, Map<String, Function<Compare, Criterion>> special) {

  /** What can be asked of authenticators. */
  static final Attributes OF_AUTHENTICATORS =
      new Attributes(
          Map.of(
              "owner.value", List.of("user"),
              "owner.display", List.of("username", "external-id"),
              "externalid", List.of("username", "external-id"),
              "policy.value", List.of("policy"),
              "policy.display", List.of("policy")),
          Map.of("id", Attributes::ofAuthenticatorId));

  /** What can be asked of devices. */
  static final Attributes OF_DEVICES =
      new Attributes(
          Map.of(
              "id", List.of("number"),
              "externalid", List.of("external-id"),
              "type", List.of("type"),
              "friendlyname", List.of("name"),
              "owner", List.of("user"),
              "owner.value", List.of("user"),
              "owner.display", List.of("username")),
          Map.of());

  /** The group that every user is in, although it is none. */
  static final String ROOT_GROUP = "UG_ROOT";

  /** What can be asked of users. */
  static final Attributes OF_USERS =
      new Attributes(
          Map.of(
              "id", List.of("number"),
              "username", List.of("username"),
              "displayname", List.of("username"),
              "externalid", List.of("username", "external-id"),
              "emails", List.of("email"),
              "emails.value", List.of("email"),
              "phonenumbers", List.of("mobile"),
              "phonenumbers.value", List.of("mobile"),
              "active", List.of("active")),
          Map.of(
              "groups", Attributes::ofGroup,
              "groups.value", Attributes::ofGroup,
              "groups.display", Attributes::ofGroup,
              "emails.type", same("work"),
              "phonenumbers.type", same("mobile"),
              "emails.primary", same("true"),
              "phonenumbers.primary", same("true"),
              "meta.resourcetype", same("User")));

  /** The criterion of fields that a filter means. */
  Criterion criterion(@Nullable String filter) {
    return translated(ScimFilter.read(filter));
  }

  /** The field that is sorted by; an attribute that is not known is none (RFC 7644 3.4.2.3). */
  String sortBy(@Nullable String attribute) {
    if (attribute == null) {
      return "";
    }
    var name = attribute.substring(attribute.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    var known = fields.get(name);
    return known == null ? "" : known.get(0);
  }

  private Criterion translated(Criterion criterion) {
    if (criterion instanceof All all) {
      return new All(all.parts().stream().map(this::translated).toList());
    } else if (criterion instanceof Any any) {
      return new Any(any.parts().stream().map(this::translated).toList());
    } else if (criterion instanceof Not not) {
      return new Not(translated(not.part()));
    } else if (criterion instanceof Present present) {
      return special.containsKey(present.field())
          ? Criterion.EVERYTHING
          : any(present.field(), Present::new);
    }
    var compare = (Compare) criterion;
    var meaning = special.get(compare.field());
    return meaning == null
        ? any(compare.field(), name -> new Compare(name, compare.how(), compare.value()))
        : meaning.apply(compare);
  }

  private Criterion any(String attribute, Function<String, Criterion> of) {
    var known = fields.get(attribute);
    if (known == null) {
      throw HidRefusal.filter("The filter names an attribute that cannot be searched by.");
    }
    return known.size() == 1 ? of.apply(known.get(0)) : new Any(known.stream().map(of).toList());
  }

  private static Criterion ofAuthenticatorId(Compare compare) {
    if (compare.how() != Comparison.EQ) {
      throw HidRefusal.filter("An id can be searched by eq alone.");
    }
    var id = AuthenticatorId.parse(compare.value());
    return id == null || id.user() == null
        ? Criterion.NOTHING
        : new All(
            List.of(
                new Compare("user", Comparison.EQ, id.user().toString()),
                new Compare("policy", Comparison.EQ, id.code())));
  }

  private static Criterion ofGroup(Compare compare) {
    return compare.how() == Comparison.EQ && compare.value().equals(ROOT_GROUP)
        ? Criterion.EVERYTHING
        : new Compare("group", compare.how(), compare.value());
  }

  private static Function<Compare, Criterion> same(String value) {
    return compare ->
        compare.how() == Comparison.EQ && compare.value().equalsIgnoreCase(value)
            ? Criterion.EVERYTHING
            : Criterion.NOTHING;
  }
}
