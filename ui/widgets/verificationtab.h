#pragma once

#include "ui/models/eventdetail.h"

#include <QWidget>

class QVBoxLayout;

namespace hw::widgets {

class Label;
class Theme;

/// What verification found, check by check.
class VerificationTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerificationTab)

public:
    explicit VerificationTab(const Theme& theme, QWidget* parent = nullptr);

    void setVerification(const models::VerificationView& verification);

private:
    const Theme& m_theme;
    QVBoxLayout* m_headline;
    Label* m_note;
    QWidget* m_checksLabel;
    QVBoxLayout* m_checks;
};

} // namespace hw::widgets
