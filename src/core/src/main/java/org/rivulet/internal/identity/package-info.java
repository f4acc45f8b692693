/** How services that share a secret vouch for their requests. Knows neither container nor endpoint. */
@NullMarked
package org.rivulet.internal.identity;

import org.jspecify.annotations.NullMarked;
