# Debian packages: cpack -G DEB, in the build folder of a tree that was configured with -DCMAKE_INSTALL_PREFIX=/usr
# (./dev packages does both). Same bytes each time, where SOURCE_DATE_EPOCH is set.
set(CPACK_PACKAGE_NAME mtmend)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "mtmend maintainers <maintainers@mtmend.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "mends English that a machine translated and a scraper collected")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program library development data python)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
set(same_version "(= ${PROJECT_VERSION})")

set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian/settle_times.cmake)
string(TIMESTAMP MTMEND_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)  # SOURCE_DATE_EPOCH, where that is set
configure_file(cmake/debian/changelog.in ${PROJECT_BINARY_DIR}/changelog @ONLY)
execute_process(COMMAND gzip -9nf ${PROJECT_BINARY_DIR}/changelog COMMAND_ERROR_IS_FATAL ANY)
configure_file(cmake/debian/copyright ${PROJECT_BINARY_DIR}/copyright COPYONLY)

# usage: debian_package(COMPONENT NAME SECTION DEPENDS SUMMARY TEXT)
macro(debian_package component name section depends summary text)
    string(TOUPPER ${component} upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name})
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section})
    set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "${depends}")
    set(CPACK_COMPONENT_${upper}_DESCRIPTION "${summary}\n${text}")
    set(CPACK_DEBIAN_${upper}_DESCRIPTION "${summary}\n${text}")
    set(CPACK_DEBIAN_${upper}_PACKAGE_SHLIBDEPS OFF)
    # Debian's own place for what is said of a package.
    install(FILES ${PROJECT_BINARY_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
    install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
endmacro()
set(what "mtmend runs an article through a chain of stages, and gives back clean text and\n a log of every change.")
debian_package(program mtmend text "mtmend-data ${same_version}" "mends machine-translated, scraped English articles"
    "${what} This is the command.")
debian_package(library libmtmend${PROJECT_VERSION_MAJOR} libs "mtmend-data ${same_version}"
    "mends machine-translated, scraped English articles (library)" "${what} This is the shared library.")
debian_package(development libmtmend-dev libdevel
    "libmtmend${PROJECT_VERSION_MAJOR} ${same_version}, libicu-dev, libhunspell-dev, libre2-dev, libxxhash-dev, zlib1g-dev, libzstd-dev, nettle-dev, libfmt-dev, libtomlplusplus-dev"
    "mends machine-translated, scraped English articles (development)"
    "${what} These are the headers for\n C and C++, the static library, and the files for CMake and pkg-config.")
debian_package(data mtmend-data text "hunspell-en-us" "mends machine-translated, scraped English articles (data)"
    "${what} These are the dictionaries.")
debian_package(python python3-mtmend python "python3 (>= 3.9), libmtmend${PROJECT_VERSION_MAJOR} ${same_version}"
    "mends machine-translated, scraped English articles (Python)" "${what} This is the module for Python.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
# Until 1.0.0 another minor version may need programs to be built again.
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY "=")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/debian/triggers)
set(CPACK_DEBIAN_PYTHON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/debian/python/postinst
    ${PROJECT_SOURCE_DIR}/cmake/debian/python/prerm)
include(CPack)
