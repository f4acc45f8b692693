/** What an application declared: records that describe endpoints, and the rules they keep. Knows no container. */
@NullMarked
package org.rivulet.internal.model;

import org.jspecify.annotations.NullMarked;
