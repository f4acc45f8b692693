/** What clients see of the road before the upgrade. */
package org.rivulet.wire;
