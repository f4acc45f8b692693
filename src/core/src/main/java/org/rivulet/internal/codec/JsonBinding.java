package org.rivulet.internal.codec;

import jakarta.json.bind.Jsonb;

/**
 * What binds JSON.
 *
 * @param jsonb the binding
 * @param isOwn whether the application configured it, so that names and types may be other than the classes say
 */
public record JsonBinding(Jsonb jsonb, boolean isOwn) {}
