# What an installed mtmend consists of, in components (packages of Debian have the same parts):
#   program       mtmend, its man page and completions
#   library       libmtmend.so.0
#   development   headers, libmtmend.a, libmtmend.so, package files for CMake and pkg-config
#   data          dictionaries, word table, compiled tables, schema of the log; program and library need it
#   python        the module, which calls the library
include(CMakePackageConfigHelpers)
include(cmake/public_headers.cmake)
set(MTMEND_CMAKE_FOLDER ${CMAKE_INSTALL_LIBDIR}/cmake/mtmend)

install(TARGETS mtmend_cli COMPONENT program)
install(TARGETS mtmend_shared EXPORT mtmendTargets
    LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(TARGETS mtmend EXPORT mtmendStaticTargets ARCHIVE COMPONENT development)
install(EXPORT mtmendTargets NAMESPACE mtmend:: DESTINATION ${MTMEND_CMAKE_FOLDER} COMPONENT development)
install(EXPORT mtmendStaticTargets NAMESPACE mtmend:: DESTINATION ${MTMEND_CMAKE_FOLDER} COMPONENT development)

foreach(header ${MTMEND_PUBLIC_HEADERS})
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${MTMEND_HEADER_FOLDER}/mtmend/${header} COMPONENT development
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mtmend/${folder})
endforeach()

install(DIRECTORY dictionaries DESTINATION ${CMAKE_INSTALL_DATADIR}/mtmend COMPONENT data)
install(FILES ${MTMEND_DATA}/words.bin ${MTMEND_DATA}/dictionaries.image pipeline/log/log.schema.json
    pipeline/log/decisions.schema.json pipeline/log/summary.schema.json pipeline/log/manifest.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/mtmend COMPONENT data)
install(FILES ${MTMEND_DATA}/${MTMEND_CLDR_PLACES} DESTINATION ${CMAKE_INSTALL_DATADIR}/mtmend/compiled/names COMPONENT data)

configure_package_config_file(cmake/mtmendConfig.cmake.in ${PROJECT_BINARY_DIR}/mtmendConfig.cmake
    INSTALL_DESTINATION ${MTMEND_CMAKE_FOLDER})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mtmendConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mtmendConfig.cmake ${PROJECT_BINARY_DIR}/mtmendConfigVersion.cmake
    DESTINATION ${MTMEND_CMAKE_FOLDER} COMPONENT development)

# Package files say where they are, not where they were meant to be: the folder may be moved.
file(RELATIVE_PATH MTMEND_PREFIX_FROM_PC /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
foreach(name mtmend mtmend-static)
    configure_file(cmake/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endforeach()

set(MTMEND_PYTHON_FOLDER lib/python3/dist-packages CACHE STRING "Where the Python module is installed")
install(DIRECTORY pipeline/python/mtmend DESTINATION ${MTMEND_PYTHON_FOLDER} COMPONENT python
    PATTERN "__pycache__" EXCLUDE)

include(cmake/packages.cmake)
