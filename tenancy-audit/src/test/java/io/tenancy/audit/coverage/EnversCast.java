package io.tenancy.audit.coverage;

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
import org.hibernate.envers.Audited;

/** The entities as Envers takes them. */
final class EnversCast {

    private EnversCast() {}

    static final Cast CAST = new Cast(OwnerEntity.class, ItemEntity.class, LeafEntity.class);

    @Entity(name = "Owner")
    @Audited
    public static class OwnerEntity extends Owner {

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
    @Audited
    public static class ItemEntity extends Item {

        @ManyToOne
        @JoinColumn(name = "owner_id")
        OwnerEntity owner;
    }

    @Entity(name = "Leaf")
    @Audited
    public static class LeafEntity extends Leaf {

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
