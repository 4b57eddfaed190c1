package shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

@Entity
public class Product {

    @Id
    @GeneratedValue
    private UUID id;

    private String name;
    private int cents;

    @ManyToMany(cascade = CascadeType.PERSIST)
    private Set<Category> categories = new HashSet<>();

    protected Product() {}

    public Product(String name, int cents, Category category) {
        this.name = name;
        this.cents = cents;
        categories.add(category);
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public int getCents() {
        return cents;
    }

    public Set<Category> getCategories() {
        return categories;
    }
}
