#pragma once

#include "ui/models/debugpresenter.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace hw::widgets {

class Theme;

/// When a breakpoint stops, or what it logs in place of stopping.
class BreakpointDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BreakpointDialog)

public:
    BreakpointDialog(const Theme& theme, const models::DebugBreakpoint& breakpoint, QWidget* parent);

    [[nodiscard]] models::DebugBreakpoint breakpoint() const;

private:
    void check();

    models::DebugBreakpoint m_given;
    QLineEdit* m_condition;
    QLineEdit* m_hits;
    QLineEdit* m_log;
    QCheckBox* m_enabled;
    QWidget* m_accept;
};

} // namespace hw::widgets
