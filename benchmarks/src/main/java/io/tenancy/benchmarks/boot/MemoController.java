package io.tenancy.benchmarks.boot;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Its two requests. */
@RestController
class MemoController {

    private final Memos memos;

    MemoController(Memos memos) {
        this.memos = memos;
    }

    @GetMapping("/memos/{id}")
    Memo find(@PathVariable long id) {
        return memos.findById(id).orElseThrow();
    }

    @GetMapping("/memos")
    List<Memo> list(@RequestParam long from) {
        return memos.findTop20ByIdGreaterThanEqualOrderById(from);
    }
}
