package shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;

/** An application that knows nothing of tenants. */
@SpringBootApplication
@EnableAsync
public class ShopApplication {}
