package io.ghostworks.testing.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The function word_similarity of PostgreSQL's pg_trgm, step by step as in its trgm_op.c, in float4 arithmetic. */
final class Trigrams {

    private final int[] ofText;
    private final boolean[] wanted;
    private final int wantedCount;

    /** Where each trigram was seen last within the bounds under consideration; -1 when it was not. */
    private final int[] lastSeen;

    private int lower = -1;
    private int distinct;
    private int common;
    private float best;

    private Trigrams(List<String> query, List<String> text) {
        List<String> different = text.stream().distinct().toList();
        Map<String, Integer> numbers = new HashMap<>();
        different.forEach(trigram -> numbers.put(trigram, numbers.size()));
        Set<String> asked = new HashSet<>(query);
        this.ofText = text.stream().mapToInt(numbers::get).toArray();
        this.wanted = new boolean[different.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = asked.contains(different.get(i));
        }
        this.wantedCount = asked.size();
        this.lastSeen = new int[different.size()];
        Arrays.fill(lastSeen, -1);
    }

    /** How well the best stretch of {@code text} matches {@code query}, 0 to 1. */
    static float wordSimilarity(String query, String text) {
        return new Trigrams(of(query), of(text)).best();
    }

    /** All trigrams of a text in their order, with repetitions. */
    static List<String> of(String text) {
        List<String> trigrams = new ArrayList<>();
        for (String word : Words.of(text)) {
            int[] padded = ("  " + word + " ").codePoints().toArray();
            for (int i = 0; i + 3 <= padded.length; i++) {
                trigrams.add(new String(padded, i, 3));
            }
        }
        return trigrams;
    }

    private float best() {
        for (int i = 0; i < ofText.length; i++) {
            see(i);
            if (wanted[ofText[i]]) {
                endAt(i);
            }
        }
        return best;
    }

    private void see(int i) {
        int trigram = ofText[i];
        if (lower < 0 && !wanted[trigram]) {
            return;
        }
        if (lastSeen[trigram] < 0) {
            distinct++;
            if (wanted[trigram]) {
                common++;
            }
        }
        lastSeen[trigram] = i;
    }

    /** Takes {@code upper} as the end of the stretch and moves its start to where the similarity is greatest. */
    private void endAt(int upper) {
        if (lower < 0) {
            lower = upper;
            distinct = 1;
        }
        float current = similarity(common, distinct);
        int restCommon = common;
        int restDistinct = distinct;
        int start = lower;
        for (int from = lower; from <= upper; from++) {
            float shorter = similarity(restCommon, restDistinct);
            if (shorter > current) {
                current = shorter;
                distinct = restDistinct;
                common = restCommon;
                lower = from;
            }
            if (lastSeen[ofText[from]] == from) {
                restDistinct--;
                restCommon -= wanted[ofText[from]] ? 1 : 0;
            }
        }
        best = Math.max(best, current);
        forget(start);
    }

    private void forget(int start) {
        for (int from = start; from < lower; from++) {
            if (lastSeen[ofText[from]] == from) {
                lastSeen[ofText[from]] = -1;
            }
        }
    }

    private float similarity(int shared, int inText) {
        return (float) shared / (float) (wantedCount + inText - shared);
    }
}
