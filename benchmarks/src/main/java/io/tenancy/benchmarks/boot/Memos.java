package io.tenancy.benchmarks.boot;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Its one repository. */
public interface Memos extends JpaRepository<Memo, Long> {

    List<Memo> findTop20ByIdGreaterThanEqualOrderById(long first);
}
