# What an installed mtmend consists of: program, library, headers, dictionaries, word table,
# compiled tables, package files.
include(CMakePackageConfigHelpers)

install(TARGETS mtmend EXPORT mtmendTargets)
install(TARGETS mtmend_cli)
install(EXPORT mtmendTargets NAMESPACE mtmend:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mtmend)

install(FILES pipeline/mtmend.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mtmend)
install(DIRECTORY pipeline/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mtmend/pipeline
    FILES_MATCHING PATTERN "*.hpp"
    PATTERN "cli" EXCLUDE PATTERN "build" EXCLUDE PATTERN "io" EXCLUDE PATTERN "log" EXCLUDE)
install(DIRECTORY dictionaries DESTINATION ${CMAKE_INSTALL_DATADIR}/mtmend)
install(FILES ${MTMEND_DATA}/words.bin ${MTMEND_DATA}/dictionaries.image DESTINATION ${CMAKE_INSTALL_DATADIR}/mtmend)
install(FILES ${MTMEND_DATA}/${MTMEND_CLDR_PLACES} DESTINATION ${CMAKE_INSTALL_DATADIR}/mtmend/compiled/names)

configure_package_config_file(cmake/mtmendConfig.cmake.in ${PROJECT_BINARY_DIR}/mtmendConfig.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mtmend)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mtmendConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mtmendConfig.cmake ${PROJECT_BINARY_DIR}/mtmendConfigVersion.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mtmend)

configure_file(cmake/mtmend.pc.in ${PROJECT_BINARY_DIR}/mtmend.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/mtmend.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
