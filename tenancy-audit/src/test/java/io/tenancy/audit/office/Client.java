package io.tenancy.audit.office;

import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.TenantId;

@Entity
@Recorded
public class Client {

    @Embeddable
    public record Address(String city, @Recorded(Detail.REDACTED) String street) {}

    @Embeddable
    public record Contact(String way, String number) {}

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Version
    int version;

    public String name;

    @Recorded(Detail.NOTHING)
    public String note;

    @Recorded(Detail.REDACTED)
    public String iban;

    @Recorded(Detail.DIGEST)
    public byte[] contract;

    public BigDecimal credit;

    @Embedded
    public Address address;

    @ElementCollection
    @CollectionTable(name = "client_tag", joinColumns = @JoinColumn(name = "client_id"))
    @Column(name = "tag")
    public Set<String> tags = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "client_contact", joinColumns = @JoinColumn(name = "client_id"))
    public Set<Contact> contacts = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "client_step", joinColumns = @JoinColumn(name = "client_id"))
    @OrderColumn(name = "place")
    @Column(name = "step")
    public List<String> steps = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "client_label", joinColumns = @JoinColumn(name = "client_id"))
    @MapKeyColumn(name = "label")
    @Column(name = "content")
    public Map<String, String> labels = new HashMap<>();

    @ManyToMany
    @JoinTable(
            name = "client_topic",
            joinColumns = @JoinColumn(name = "client_id"),
            inverseJoinColumns = @JoinColumn(name = "topic_id"))
    public Set<Topic> topics = new HashSet<>();

    @OneToMany(mappedBy = "client", cascade = CascadeType.ALL, orphanRemoval = true)
    public Set<Letter> letters = new HashSet<>();

    protected Client() {}

    public Client(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public Client with(Letter letter) {
        letter.client = this;
        letters.add(letter);
        return this;
    }
}
