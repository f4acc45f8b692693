/** Code of the application that fails, wherever it is called. */
package org.rivulet.faults;
