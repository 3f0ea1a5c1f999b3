package io.deliverysettings.benchmark;

import java.util.List;
import java.util.Map;

/**
 * What one suite has found.
 *
 * @param title for people
 * @param remarks how it was measured; a sentence each
 * @param figures in the order to be shown in
 * @param charts charts by their file's name without ending
 */
record Section(String title, List<String> remarks, List<Figure> figures, Map<String, BarChart> charts) {

    Section {
        remarks = List.copyOf(remarks);
        figures = List.copyOf(figures);
        charts = Map.copyOf(charts);
    }

    Section(String title, List<String> remarks, List<Figure> figures) {
        this(title, remarks, figures, Map.of());
    }
}
