package org.rivulet.suite.words;

import jakarta.annotation.PreDestroy;
import org.rivulet.StreamScoped;

/** What the diary says of one stream when it is over. */
@StreamScoped
public class Page {

    private Diary diary;
    private String name;

    void open(Diary diary, String name) {
        this.diary = diary;
        this.name = name;
    }

    @PreDestroy
    void destroyed() {
        diary.write(name + " destroyed");
    }
}
