package io.tenancy.hibernate.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.paging.Parcel.Size;
import jakarta.data.page.PageRequest;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.SortDirection;
import org.hibernate.query.specification.SelectionSpecification;

/** Whoever scrolls meets each row exactly once, in the order of the sort, whatever happens behind the cursor. */
class KeysetPropertyTests {

    private static final long OTHERS = 100_000;

    private static final Paging paging = Paging.ofThisProcess();
    private static Housing housing;

    /** One column of a sort; nulls where they are by default, first, or last. */
    record By(Column column, boolean ascending, Nulls nulls) {

        boolean nullsFirst() {
            return nulls == Nulls.FIRST || nulls == Nulls.NONE && !ascending;
        }

        Order<Parcel> order() {
            return Order.by(
                    Parcel.class,
                    column.attribute,
                    ascending ? SortDirection.ASCENDING : SortDirection.DESCENDING,
                    nulls);
        }

        Comparator<Parcel> comparator() {
            Comparator<String> values = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
            return Comparator.comparing(
                    column.value, nullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
        }
    }

    /** Values as text that sorts the same in Java and PostgreSQL. */
    enum Column {
        ID("id", parcel -> String.format("%09d", parcel.id())),
        SHELF("shelf", parcel -> parcel.shelf.toString()),
        RACK("rack", parcel -> parcel.rack.toString()),
        WEIGHT("weight", parcel -> parcel.weight == null ? null : parcel.weight.toString()),
        LABEL("label", parcel -> parcel.label),
        SIZE("size", parcel -> parcel.size == null ? null : parcel.size.name());

        final String attribute;
        final Function<Parcel, String> value;

        Column(String attribute, Function<Parcel, String> value) {
            this.attribute = attribute;
            this.value = value;
        }
    }

    @BeforeContainer
    static void open() {
        housing = Housing.of(Parcel.TABLES, Parcel.class, Parcel.Stamp.class);
        Housing.placements()
                .forEach(tenant -> insert(
                        Housing.other(tenant),
                        IntStream.range(0, 20)
                                .mapToObj(i -> new Parcel(OTHERS + i))
                                .toList()));
    }

    @AfterContainer
    static void close() {
        housing.close();
    }

    @Provide
    Arbitrary<String> placements() {
        return Arbitraries.of(Housing.placements().toList());
    }

    /** Every second one of columns that cannot be null, where rows can be compared. */
    @Provide
    Arbitrary<List<By>> sorts() {
        return Arbitraries.oneOf(sortsOf(Column.values()), sortsOf(Column.ID, Column.SHELF, Column.RACK));
    }

    private static Arbitrary<List<By>> sortsOf(Column... columns) {
        return Combinators.combine(Arbitraries.of(columns), Arbitraries.of(true, false), Arbitraries.of(Nulls.values()))
                .as(By::new)
                .list()
                .ofMaxSize(3)
                .uniqueElements(By::column);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void meetsEachRowOnce(
            @ForAll("placements") String tenant,
            @ForAll("sorts") List<By> sort,
            @ForAll @IntRange(max = 30) int rows,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll boolean backwards,
            @ForAll long seed) {
        new Walk(tenant, sort, size, backwards, new Random(seed)).over(rows);
    }

    @Tag("stress")
    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void meetsEachRowOnceOfMany(
            @ForAll("placements") String tenant,
            @ForAll("sorts") List<By> sort,
            @ForAll @IntRange(max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 50) int size,
            @ForAll boolean backwards,
            @ForAll long seed) {
        new Walk(tenant, sort, size, backwards, new Random(seed)).over(rows);
    }

    private static void insert(String tenant, List<Parcel> parcels) {
        if (!parcels.isEmpty()) {
            housing.statelessAs(tenant, session -> session.insertMultiple(parcels));
        }
    }

    /** One way through the rows, with a change behind the cursor after each page. */
    private static final class Walk {

        private final String tenant;
        private final List<By> sort;
        private final int size;
        private final boolean backwards;
        private final Random random;
        private final Comparator<Parcel> order;
        private final List<Parcel> met = new ArrayList<>();
        private long lastId;

        Walk(String tenant, List<By> sort, int size, boolean backwards, Random random) {
            this.tenant = tenant;
            this.sort = sort;
            this.size = size;
            this.backwards = backwards;
            this.random = random;
            boolean idAscending = sort.isEmpty() || sort.get(sort.size() - 1).ascending();
            Comparator<Parcel> ids = Comparator.comparing(Parcel::id);
            this.order = sort.stream()
                    .map(By::comparator)
                    .reduce((a, b) -> 0, Comparator::thenComparing)
                    .thenComparing(idAscending ? ids : ids.reversed());
        }

        void over(int rows) {
            List<Parcel> parcels = IntStream.range(0, rows)
                    .mapToObj(i -> parcel())
                    .sorted(order)
                    .toList();
            housing.as(tenant, session -> session.createMutationQuery("delete from Parcel")
                    .executeUpdate());
            insert(tenant, parcels);
            List<Long> expected =
                    new ArrayList<>(parcels.stream().map(Parcel::id).toList());
            if (backwards) {
                Collections.reverse(expected);
            }
            walk(rows);
            assertThat(met).extracting(Parcel::id).isEqualTo(expected);
            assertThat(met).extracting(Parcel::tenantId).allMatch(tenant::equals);
        }

        private void walk(int rows) {
            KeysetPage<Parcel> page = backwards ? end(rows) : read(PageRequest.ofSize(size));
            take(page);
            while (backwards ? page.hasPrevious() : page.hasNext()) {
                changeBehind();
                page = read(backwards ? page.previousPageRequest() : page.nextPageRequest());
                take(page);
            }
        }

        /** Where a walk backwards begins: the last row. */
        private KeysetPage<Parcel> end(int rows) {
            KeysetPage<Parcel> all = read(PageRequest.ofSize(Math.max(rows, 1)));
            return all.hasContent() ? lastOf(all) : all;
        }

        private KeysetPage<Parcel> lastOf(KeysetPage<Parcel> all) {
            int last = all.numberOfElements() - 1;
            if (last == 0) {
                return all;
            }
            var inFront = all.cursor(last - 1);
            return read(PageRequest.ofSize(size).afterCursor(inFront));
        }

        private KeysetPage<Parcel> read(PageRequest request) {
            return housing.from(tenant, session -> paging.scroll(session, specification(), request));
        }

        private SelectionSpecification<Parcel> specification() {
            var specification = SelectionSpecification.create(Parcel.class);
            sort.forEach(by -> specification.sort(by.order()));
            return specification;
        }

        private void take(KeysetPage<Parcel> page) {
            var content = new ArrayList<>(page.content());
            if (backwards) {
                Collections.reverse(content);
            }
            met.addAll(content);
        }

        /** One that was met goes, perhaps the one at the cursor itself; one comes where the walk has been. */
        private void changeBehind() {
            Parcel gone = met.get(random.nextInt(3) == 0 ? met.size() - 1 : random.nextInt(met.size()));
            Parcel come = parcel();
            Parcel cursor = met.get(met.size() - 1);
            boolean behind = order.compare(come, cursor) * (backwards ? -1 : 1) < 0;
            housing.as(tenant, session -> {
                delete(session, gone);
                if (behind) {
                    session.persist(come);
                }
            });
        }

        private static void delete(Session session, Parcel parcel) {
            session.createMutationQuery("delete from Parcel where id = :id")
                    .setParameter("id", parcel.id())
                    .executeUpdate();
        }

        private Parcel parcel() {
            var parcel = new Parcel(++lastId);
            parcel.shelf = random.nextInt(3);
            parcel.rack = random.nextInt(3);
            parcel.weight = random.nextInt(3) == 0 ? null : random.nextInt(3);
            parcel.label = random.nextInt(3) == 0 ? null : String.valueOf((char) ('a' + random.nextInt(3)));
            parcel.size = random.nextInt(4) == 0 ? null : Size.values()[random.nextInt(3)];
            return parcel;
        }
    }
}
