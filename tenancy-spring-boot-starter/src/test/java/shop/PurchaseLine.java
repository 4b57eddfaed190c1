package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.UUID;

@Entity
public class PurchaseLine {

    @Id
    @GeneratedValue
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Purchase purchase;

    @ManyToOne(fetch = FetchType.LAZY)
    private Product product;

    private int pieces;

    protected PurchaseLine() {}

    PurchaseLine(Purchase purchase, Product product, int pieces) {
        this.purchase = purchase;
        this.product = product;
        this.pieces = pieces;
    }

    public int getPieces() {
        return pieces;
    }
}
