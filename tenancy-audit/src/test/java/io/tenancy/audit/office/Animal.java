package io.tenancy.audit.office;

import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** One table for all of them; a dog is not recorded. */
@Entity
@Recorded
@DiscriminatorColumn(name = "sort")
public abstract class Animal {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public String name;

    @Entity(name = "Cat")
    public static class Cat extends Animal {

        public Integer lives;

        protected Cat() {}

        public Cat(long id, String name, Integer lives) {
            this.id = id;
            this.name = name;
            this.lives = lives;
        }
    }

    @Entity(name = "Dog")
    @Recorded(Detail.NOTHING)
    public static class Dog extends Animal {

        public Boolean loud;

        protected Dog() {}

        public Dog(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
