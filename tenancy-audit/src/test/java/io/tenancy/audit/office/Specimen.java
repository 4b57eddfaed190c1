package io.tenancy.audit.office;

import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import io.tenancy.audit.office.archive.Folder;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.YesNoConverter;

/** An attribute of every sort that SQL can write as the log has it. */
@Entity
@Recorded
public class Specimen {

    public enum Size {
        SMALL,
        LARGE
    }

    @Embeddable
    public record Scale(Double length, @Enumerated(EnumType.ORDINAL) Size size) {}

    @Id
    public UUID id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Version
    @Recorded
    int version;

    public String text;
    public Character letter;
    public boolean truth;
    public int whole;
    public Long big;
    public BigDecimal amount;
    public BigInteger huge;
    public double ratio;
    public float share;
    public byte[] bytes;
    public UUID uuid;
    public LocalDate day;
    public LocalDateTime local;
    public LocalTime time;
    public Instant moment;

    @Column(name = "offset_at")
    public OffsetDateTime offset;

    @Enumerated(EnumType.STRING)
    public Size named;

    @Enumerated(EnumType.ORDINAL)
    public Size counted;

    @Convert(converter = YesNoConverter.class)
    public Boolean converted;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> document;

    public String[] words;
    public List<Integer> numbers;

    @Embedded
    public Scale scale;

    @Recorded(Detail.DIGEST)
    @Column(name = "digested_text")
    public String digestedText;

    @Recorded(Detail.DIGEST)
    @Column(name = "digested_bytes")
    public byte[] digestedBytes;

    @Recorded(Detail.DIGEST)
    @Column(name = "digested_number")
    public Long digestedNumber;

    @Recorded(Detail.REDACTED)
    public String redacted;

    @Recorded(Detail.NOTHING)
    public String excluded;

    @Formula("upper(text)")
    public String shouted;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "folder_shelf", referencedColumnName = "shelf")
    @JoinColumn(name = "folder_place", referencedColumnName = "place")
    public Folder folder;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "client_id")
    public Client client;

    protected Specimen() {}

    public Specimen(UUID id) {
        this.id = id;
    }
}
