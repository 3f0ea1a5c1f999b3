package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

    @Test
    void whatIsUsedIsThatOfTheWholeHeap() throws Exception {
        assertThat(LiveHeap.used("""
                        4711:
                         garbage-first heap   total 262144K, used 34567K [0x00, 0x01)
                          region size 1024K
                         Metaspace       used 600K, committed 768K
                        """)).isEqualTo(34567);
    }

    @Test
    void ofAnotherCollectorItIsNotGuessed() {
        assertThatThrownBy(() -> LiveHeap.used("def new generation   total 78656K, used 9793K"))
                .isInstanceOf(IOException.class);
    }
}
