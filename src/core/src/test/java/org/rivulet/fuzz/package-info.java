/** What nobody thought of: inputs that are found by what the code does with them. */
package org.rivulet.fuzz;
