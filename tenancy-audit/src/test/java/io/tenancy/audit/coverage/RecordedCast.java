package io.tenancy.audit.coverage;

import io.tenancy.audit.Recorded;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.TenantId;

/** The entities as this library takes them. */
final class RecordedCast {

    private RecordedCast() {}

    static final Cast CAST = new Cast(OwnerEntity.class, ItemEntity.class, LeafEntity.class);

    @Entity(name = "Owner")
    @Recorded
    public static class OwnerEntity extends Owner {

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        @ElementCollection
        @CollectionTable(name = "owner_tag", joinColumns = @JoinColumn(name = "owner_id"))
        @Column(name = "tag")
        Set<String> tags = new HashSet<>();

        @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL, orphanRemoval = true)
        Set<ItemEntity> items = new HashSet<>();

        @Override
        Set<String> tags() {
            return tags;
        }

        @Override
        void tags(Set<String> tags) {
            this.tags = tags;
        }

        @Override
        Set<ItemEntity> items() {
            return items;
        }

        @Override
        void add(Item item) {
            var added = (ItemEntity) item;
            added.owner = this;
            items.add(added);
        }
    }

    @Entity(name = "Item")
    @Recorded
    public static class ItemEntity extends Item {

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        @ManyToOne
        @JoinColumn(name = "owner_id")
        OwnerEntity owner;
    }

    @Entity(name = "Leaf")
    @Recorded
    public static class LeafEntity extends Leaf {

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        @ManyToOne
        @JoinColumn(name = "owner_id")
        @OnDelete(action = OnDeleteAction.CASCADE)
        OwnerEntity owner;

        @Override
        void under(Owner above) {
            owner = (OwnerEntity) above;
        }
    }
}
